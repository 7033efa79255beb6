-- Keys and staff that the silos of a cluster share, sealed with a secret that the database does not know.
CREATE TABLE shared_document (
    name text PRIMARY KEY,
    sealed bytea NOT NULL
);
