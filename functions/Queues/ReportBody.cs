using System.ComponentModel.DataAnnotations;
using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>What a diner says of a queue: how long it takes, how many are ahead, or both.</summary>
/// <param name="WaitMinutes">The wait of someone who joins now, 0 to 180 minutes.</param>
/// <param name="QueueLength">People ahead of someone who joins now, 0 to 999.</param>
public sealed record ReportBody(
    [Range(0, ReportBody.LongestWait)] int? WaitMinutes = null,
    [Range(0, ReportBody.LongestQueue)] int? QueueLength = null)
{
    /// <summary>The longest wait that is believed, in minutes.</summary>
    public const int LongestWait = 180;

    /// <summary>The longest queue that is believed, in people.</summary>
    public const int LongestQueue = 999;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(WaitMinutes is not null || QueueLength is not null, "", "needs waitMinutes, queueLength or both")
        .Require(WaitMinutes is not (< 0 or > LongestWait), "/waitMinutes", $"must be from 0 to {LongestWait}")
        .Require(QueueLength is not (< 0 or > LongestQueue), "/queueLength", $"must be from 0 to {LongestQueue}")
        .ThrowIfAny();
}
