namespace QNom.Platform.Identity;

/// <summary>
/// One kind of credential. All travel in <c>Authorization: Bearer</c>, so that no proxy or log has a second header to hide,
/// and their beginnings tell them apart.
/// </summary>
public interface ICallerSource
{
    /// <summary>How a credential of this kind starts; empty for the kind that anything else is taken for.</summary>
    string Prefix { get; }

    /// <summary>Who calls; null if the credential is not to be trusted, whatever the reason.</summary>
    /// <exception cref="HttpRequestException">Whom to ask does not answer, so nothing can be said.</exception>
    Task<Caller?> IdentifyAsync(string credential, CancellationToken cancellationToken);
}

/// <summary>The venues of the partners of which someone, named by a pseudonym, is a member.</summary>
public delegate Task<IReadOnlySet<string>> VenuesOfMember(string member, CancellationToken cancellationToken);

/// <summary>Finds the ids of the partners that someone is a member of.</summary>
/// <param name="member">The person's pseudonym.</param>
/// <param name="cancellationToken">Ends the search.</param>
public delegate Task<IReadOnlySet<string>> PartnersOfMember(string member, CancellationToken cancellationToken);
