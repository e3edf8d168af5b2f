//! Series → SVG and PNG.
