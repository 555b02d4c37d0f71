namespace QNom.Local.Cosmos.Storage;

/// <summary>The store's tables. A file written by another version is refused, never guessed at.</summary>
internal static class Schema
{
    private const long Version = 1;

    public static void Apply(Session session)
    {
        var found = (long)session.Scalar("PRAGMA user_version")!;
        if (found == Version)
            return;
        if (found != 0)
        {
            throw new InvalidOperationException(
                $"The emulator's file has format {found}; this version reads format {Version}. Delete the file to start afresh.");
        }

        // AUTOINCREMENT: a number, and so a _rid, is never used for a second database or container.
        session.Script(
            """
            BEGIN;
            CREATE TABLE databases (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                ts INTEGER NOT NULL);
            CREATE TABLE containers (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                database INTEGER NOT NULL REFERENCES databases (number),
                id TEXT NOT NULL,
                definition BLOB NOT NULL,
                throughput TEXT NOT NULL,
                ts INTEGER NOT NULL,
                version INTEGER NOT NULL,
                lsn INTEGER NOT NULL,
                UNIQUE (database, id));
            PRAGMA user_version = 1;
            COMMIT;
            """);
    }

    /// <summary>Each container has tables of its own, so that its index stays small and dropping it is cheap.</summary>
    public static void CreateContainer(Session session, long container) => session.Script(
        $"""
        CREATE TABLE documents_{container} (
            number INTEGER PRIMARY KEY,
            partition TEXT NOT NULL,
            id TEXT NOT NULL,
            lsn INTEGER NOT NULL,
            etag TEXT NOT NULL,
            ts INTEGER NOT NULL,
            ttl INTEGER,
            expires INTEGER,
            body BLOB NOT NULL);
        CREATE UNIQUE INDEX documents_{container}_id ON documents_{container} (partition, id);
        CREATE INDEX documents_{container}_partition ON documents_{container} (partition);
        CREATE INDEX documents_{container}_lsn ON documents_{container} (lsn);
        CREATE INDEX documents_{container}_expires ON documents_{container} (expires) WHERE expires IS NOT NULL;
        CREATE TABLE uniques_{container} (
            partition TEXT NOT NULL,
            key INTEGER NOT NULL,
            value TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (partition, key, value)) WITHOUT ROWID;
        CREATE INDEX uniques_{container}_number ON uniques_{container} (number);
        """);

    public static void DropContainer(Session session, long container) => session.Script(
        $"DROP TABLE documents_{container}; DROP TABLE uniques_{container};");
}
