using Microsoft.Azure.Functions.Worker;

namespace QNom.Queues.Likeness;

/// <summary>The trigger that puts together what venues have in common.</summary>
public sealed class LikenessFunctions(LikenessFold fold)
{
    /// <summary>Every night at ten past four in Singapore, when nobody queues.</summary>
    [Function(nameof(FoldLikeness))]
    public Task FoldLikeness([TimerTrigger("0 10 20 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        fold.RunAsync(cancellationToken);
}
