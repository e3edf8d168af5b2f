//! Figures, documents, series and claims → sorted rows → CSV, JSONL, XLSX, Parquet, datapackage.json, and read back. One file a format.
