// A link in a document opens nothing: this page asks nobody else, whatever is clicked.
window.open = () => null;
