"""Store: a study on disk, where a run that has been counted is never lost and never read wrong."""
