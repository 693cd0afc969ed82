#!/usr/bin/env node
// @ts-nocheck
import {main} from '../dist/src/cli.js';

process.exitCode = await main(process.argv);
