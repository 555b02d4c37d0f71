namespace QNom.Platform.Messaging;

/// <summary>A queue as the capability that consumes it declares it.</summary>
/// <param name="Name">The queue's name.</param>
public sealed record QueueDeclaration(string Name);
