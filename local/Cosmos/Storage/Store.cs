using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace QNom.Local.Cosmos.Storage;

/// <summary>
/// The SQLite database that holds everything. One writer at a time, each write one transaction; readers see the last
/// commit and never wait for the writer. Without a path everything is in memory, behind one connection.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly Lock writing = new();
    private readonly ConcurrentBag<Session> readers = [];
    private readonly string? readConnectionString;
    private readonly FileStream? claim;
    private readonly Session writer;
    private volatile bool disposed;

    /// <exception cref="IOException">Another process has the file open.</exception>
    /// <exception cref="InvalidOperationException">The file was written by another version.</exception>
    public Store(string? path)
    {
        claim = path is null ? null : Claim(path);
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path ?? ":memory:",
            Pooling = false,
        }.ConnectionString;
        readConnectionString = path is null ? null : connectionString;
        writer = Open(connectionString);
        // NORMAL keeps every commit when the process dies. Only a power cut can undo the last ones, which is right
        // for development equipment and saves an fsync per write.
        writer.Execute("PRAGMA journal_mode = WAL");
        writer.Execute("PRAGMA synchronous = NORMAL");
        try
        {
            Schema.Apply(writer);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it is kept, or none if it throws.</summary>
    /// <param name="work">The writes.</param>
    /// <param name="committed">Runs after the commit and before the next write.</param>
    public T Write<T>(Func<Session, T> work, Action<T>? committed = null)
    {
        lock (writing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            writer.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work(writer);
                writer.Execute("COMMIT");
                committed?.Invoke(result);
                return result;
            }
            catch
            {
                writer.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Runs <paramref name="work"/>, which only reads, against one snapshot.</summary>
    public T Read<T>(Func<Session, T> work)
    {
        if (readConnectionString is null)
        {
            lock (writing)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                return work(writer);
            }
        }

        ObjectDisposedException.ThrowIf(disposed, this);
        var session = readers.TryTake(out var free) ? free : Open(readConnectionString);
        try
        {
            return work(session);
        }
        finally
        {
            if (disposed)
                session.Dispose();
            else
                readers.Add(session);
        }
    }

    public void Dispose()
    {
        lock (writing)
        {
            disposed = true;
            while (readers.TryTake(out var reader))
                reader.Dispose();
            writer.Dispose();
            claim?.Dispose();
        }
    }

    // Change counters live in memory, so two emulators over one file would hand out the same numbers twice. The system
    // lifts the lock with the process, however that ends.
    private static FileStream Claim(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException taken)
        {
            throw new IOException($"The Cosmos emulator's file {path} is in use by another process.", taken);
        }
    }

    private static Session Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var session = new Session(connection);
        session.Execute("PRAGMA busy_timeout = 5000");
        return session;
    }
}
