"""Evidence: exports of every hit with their manifests, and the proof that a file still says what was exported."""
