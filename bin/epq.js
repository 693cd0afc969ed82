#!/usr/bin/env node
const {main} = require('../dist/bundle/cli.js');

main(process.argv).then(status => {
  process.exitCode = status;
});
