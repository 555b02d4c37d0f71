namespace QNom.Partners.Webhooks;

/// <summary>
/// When what did not arrive is tried again: the schedule of Standard Webhooks 1.0 (specification, "Deliverability and
/// reliability"). Ten attempts in three days.
/// </summary>
public static class RetryTable
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How often something is tried at most.</summary>
    public const int Attempts = 10;

    /// <summary>How long to wait after so many attempts; null if there is no other.</summary>
    /// <param name="attempts">From 1.</param>
    public static TimeSpan? After(int attempts) => attempts <= Waits.Length ? Waits[attempts - 1] : null;
}
