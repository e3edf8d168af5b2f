//! One self-contained HTML file: text, rows and charts linked.
