import {findQuestionNumber} from '../reference.ts';

// Texts also print "2015/2062 (INI)" and "2013/0186 COD" (titles of 2019 and 2022): there only types that are known count.
const PROCEDURE =
  /\b(?<file>\d{4}\/\d{4}[A-Z]?)(?:\((?<type>[A-Z]{3})\)| \((?<spaced>COD|CNS|NLE|APP|AVC|INI|INL|RSP|BUD|DEC)\)| (?<bare>COD|CNS|NLE|APP|AVC|INI|INL|RSP|BUD|DEC)(?![\p{L}\d]))/gu;

// The box of an oral question: "Procedure : 2019/2814(RSP)", then labels, each with its values below it or beside it.
const BOX_OPENS = /^\p{L}[\p{L}\s]{2,30}?\s?:\s?\d{4}\/\d{4}[A-Z]?\([A-Z]{3}\)$/u;
const BOX_VALUE = /^(?:(?:PV|CRE|P\d+_TA|[AB]\d+)\b.*|.*\s:.{0,61}|.*:)$/u;

/** A procedure box taken out of the lines around it. */
export interface ProcedureBox {
  /** index of its first line, and of the first line after it */
  start: number;
  end: number;
  /** `2019/2814(RSP)`, each once */
  procedures: string[];
}

/**
 * Finds the procedure box of an oral question, before or after the heading.
 *
 * Its lines are told by their shape, in every language: a label with a procedure's number, then labels ending in a
 * colon, references to minutes (`PV 11/02/2020 - 17`), the question's own number with its motions.
 *
 * @param lines visible lines, cleaned
 * @returns the first box, `null` if there is none
 * @source O-9-2020-000010 in EL, EN, ET (after the heading), O-9-2020-000010_SK and O-9-2020-000011_SV (before it)
 */
export function findProcedureBox(lines: readonly string[]): ProcedureBox | null {
  const start = lines.findIndex(line => BOX_OPENS.test(line));
  if (start < 0) return null;
  let end = start + 1;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    // "Document stages in plenary" is the one label without a colon; it follows the procedure at once.
    const isStages = index === start + 1 && line.length < 60;
    if (!isStages && !BOX_VALUE.test(line) && !isNumberWithMotions(line)) break;
    end = index + 1;
  }
  const procedures = lines
    .slice(start, end)
    .flatMap(line => Array.from(findProcedures(line), ({procedure}) => procedure));
  return {start, end, procedures: [...new Set(procedures)]};
}

/**
 * Finds procedures in a text.
 *
 * @param text `adopted on 18 September 2014 (2014/2845(RSP))`, `2013/0186 COD`; of any length
 * @returns each as Parliament writes it, `2014/2845(RSP)`, with what is printed and where; nothing if there are none
 */
export function* findProcedures(
  text: string,
): Generator<{procedure: string; printed: string; index: number}, undefined> {
  for (const match of text.matchAll(PROCEDURE)) {
    const {file, type, spaced, bare} = match.groups ?? {};
    yield {procedure: `${file}(${type ?? spaced ?? bare})`, printed: match[0], index: match.index};
  }
}

function isNumberWithMotions(line: string): boolean {
  const found = findQuestionNumber(line);
  return (
    found !== null && /^(?:\([AB]\d+-\d{4}\/\d{4}\)[\s,]*)*$/u.test(line.replace(found.printed, '').trim())
  );
}
