// The text of a query with colours, completion and a mark where it is wrong; without it the form works as well.

const text = document.querySelector("#query");
const CodeMirror = window.CodeMirror;

// Words to complete: prefixes and terms that the page lists, and the variables of the query itself.
function words() {
  const listed = [...document.querySelectorAll(".prefixes td:first-child code, #terms code")];
  return listed.map((element) => element.textContent);
}

function complete(editor) {
  const cursor = editor.getCursor();
  const before = editor.getLine(cursor.line).slice(0, cursor.ch);
  const begun = before.match(/[?$\w:-]*$/)[0];
  const variables = editor.getValue().match(/[?$]\w+/g) ?? [];
  const known = [...new Set([...words(), ...variables])];
  const wanted = begun.toLowerCase();
  const list = known.filter((word) => word.toLowerCase().includes(wanted) && word !== begun);
  const starts = (word) => Number(!word.toLowerCase().startsWith(wanted));
  list.sort((a, b) => starts(a) - starts(b) || a.localeCompare(b));
  return { list, from: { line: cursor.line, ch: cursor.ch - begun.length }, to: cursor };
}

function markProblem(editor) {
  if (!text.dataset.line) return;
  const line = Number(text.dataset.line) - 1;
  const column = Math.max(0, Number(text.dataset.column || 1) - 1);
  editor.addLineClass(line, "background", "wrong-line");
  editor.setCursor({ line, ch: column });
  editor.focus();
}

if (text && CodeMirror) {
  const editor = CodeMirror.fromTextArea(text, {
    mode: "application/sparql-query",
    lineNumbers: true,
    lineWrapping: true,
    matchBrackets: true,
    autoCloseBrackets: true,
    screenReaderLabel: "Query",
    viewportMargin: Infinity,
    extraKeys: {
      "Ctrl-Enter": () => text.form.requestSubmit(),
      "Cmd-Enter": () => text.form.requestSubmit(),
      "Ctrl-Space": (cm) => cm.showHint({ hint: complete, completeSingle: false }),
      "Ctrl-/": (cm) => cm.toggleComment(),
      "Cmd-/": (cm) => cm.toggleComment(),
      // Tab goes on to the next thing of the page: nobody is to be caught in a text.
      Tab: false,
      "Shift-Tab": false,
    },
  });
  document.querySelector("label[for=query]").addEventListener("click", () => editor.focus());
  for (const hint of document.querySelectorAll(".scripted")) hint.hidden = false;
  markProblem(editor);
}
