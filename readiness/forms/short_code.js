// The short code of a filled form, as readiness/workshop/short_code.py describes and reads it.

const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BLOCK = 5;

// The number that an answer is packed as: see "Choices" there.
function choiceNumber(question, answer) {
  const own = question.not_applicable ? 3 : 2;
  if (!answer) return 0;
  if (answer.unknown) return 1;
  if (answer.not_applicable) return 2;
  if (question.items) {
    return own + question.items.reduce((sum, item, place) => sum + (answer.ticked.includes(item) ? 2 ** place : 0), 0);
  }
  return own + answer.level;
}

// How many answers a question takes, "not answered" among them.
function numberOfChoices(question) {
  return (question.not_applicable ? 3 : 2) + (question.items ? 2 ** question.items.length : 4);
}

// Multiplies a number, given by its digits in base 32 with the lowest first, and adds to it.
function multiplyAndAdd(digits, factor, summand) {
  let rest = summand;
  for (let place = 0; place < digits.length; place += 1) {
    rest += digits[place] * factor;
    digits[place] = rest % 32;
    rest = Math.floor(rest / 32);
  }
}

// The two check digits after the other digits, the highest first.
function checkDigits(numbers, digits) {
  let [a, b] = numbers;
  for (const digit of digits) {
    const mixed = a ^ digit;
    const doubled = mixed >= 16 ? (mixed << 1) ^ 37 : mixed << 1;
    [a, b] = [b ^ mixed ^ doubled, doubled];
  }
  return [a, b];
}

// The short code, in blocks. form: roles, questions, code_numbers and code_digits of the page's data; role: an
// identifier or ""; answers: as in an answer file.
function shortCode(form, role, answers) {
  const digits = new Array(form.code_digits).fill(0);
  multiplyAndAdd(digits, 1, form.roles.indexOf(role) + 1);
  for (const question of form.questions) {
    multiplyAndAdd(digits, numberOfChoices(question), choiceNumber(question, answers[question.id]));
  }
  digits.reverse();
  const letters = [...digits, ...checkDigits(form.code_numbers, digits)].map((digit) => CODE_ALPHABET[digit]);
  const blocks = [];
  for (let start = 0; start < letters.length; start += CODE_BLOCK) {
    blocks.push(letters.slice(start, start + CODE_BLOCK).join(""));
  }
  return blocks.join("-");
}
