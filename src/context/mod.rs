//! One file a slot: what, category, actor, place, status, period, change. Sentence + figures → slots, each with the
//! span of the words it came from.
