namespace QNom.Queues.Repair;

/// <summary>What a read model shows of a venue's queue.</summary>
/// <param name="Sequence">The change that it claims to show; 0 if none.</param>
/// <param name="Shows">Whether it shows what was published.</param>
public sealed record ShownCard(long Sequence, Func<PublishedStatus, bool> Shows);

/// <summary>A read model beside the boards, as the capability that owns it lets it be looked at.</summary>
/// <param name="Name">What repairs call it.</param>
/// <param name="Look">What it shows of a venue; null if it lists no such venue.</param>
public sealed record OtherReadModel(string Name, Func<string, CancellationToken, Task<ShownCard?>> Look);
