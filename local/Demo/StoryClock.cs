namespace QNom.Local.Demo;

/// <summary>Translates between real time and the minutes of a lunch, which count from 11:00 and may pass faster.</summary>
internal sealed class StoryClock(TimeProvider time, DateTimeOffset begins, double speed)
{
    /// <summary>Whether a minute of the lunch takes a minute.</summary>
    public bool IsReal => speed == 1;

    /// <summary>The minute of the lunch that it is.</summary>
    public double Now => (time.GetUtcNow() - begins).TotalMinutes * speed;

    /// <summary>The real time of a minute of the lunch.</summary>
    public DateTimeOffset At(double minute) => begins + TimeSpan.FromMinutes(minute / speed);

    /// <summary>Waits for a minute of the lunch; not at all if it is over.</summary>
    public Task UntilAsync(double minute, CancellationToken cancellationToken)
    {
        var left = At(minute) - time.GetUtcNow();
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }
}
