namespace QNom.Local;

/// <summary>A lock between processes that the operating system frees when its holder dies, however it dies.</summary>
public sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock, or returns null while another process holds it.</summary>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Takes the lock as soon as it is free.</summary>
    /// <exception cref="LocalCloudException">It did not become free within <paramref name="patience"/>.</exception>
    public static async Task<FileLock> WaitAsync(string path, TimeSpan patience, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            try
            {
                await Task.Delay(Poll, either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw new LocalCloudException($"Another process has held {path} for {patience.TotalMinutes} minutes.");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
