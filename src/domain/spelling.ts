// How texts are held against each other and counted, whatever keyboard or program wrote them.

/** Full-width forms made half-width, all blanks removed, lower case: for comparing, not for keeping. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Characters as people count them: a rare one takes two places in a string. */
export const lettersIn = (text: string): number => [...text].length
