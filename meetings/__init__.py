"""Where words come from: readers, segmenting, speakers, documents, meetings and turns."""
