//! Competency frameworks: items, versions, codes, search.
