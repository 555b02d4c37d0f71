using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Diners.Consents;

/// <summary>Whether a diner agrees.</summary>
/// <param name="Given">Whether the diner agrees.</param>
public sealed record ConsentBody(bool Given);

/// <summary>A page of what a diner said to purposes.</summary>
/// <param name="Changes">The latest first.</param>
public sealed record ConsentHistory(IReadOnlyList<Consent> Changes);

/// <summary>What diners agree to, purpose by purpose, and when they said so (Personal Data Protection Act 2012, sections 13 to 16).</summary>
public sealed class ConsentDesk(DinerStore store, DinerProfiles profiles, TimeProvider time)
{
    /// <summary>Agrees to a purpose, or no longer. Saying it again changes nothing.</summary>
    /// <exception cref="ProblemException">409 while the diner is leaving.</exception>
    public async Task<Consent> SayAsync(
        string dinerId, ConsentPurpose purpose, bool given, CancellationToken cancellationToken)
    {
        var diner = await profiles.ChangeAsync(dinerId, diner =>
        {
            if (diner.Consents.FirstOrDefault(consent => consent.Purpose == purpose)?.Given == given)
                return null;
            var said = new Consent(purpose, given, time.GetUtcNow());
            return new DinerChange<DinerDocument>(diner with
            {
                Consents = [.. diner.Consents.Where(consent => consent.Purpose != purpose).Append(said).OrderBy(consent => consent.Purpose)],
            })
            {
                Adds = [ConsentChangeDocument.Of(dinerId, said)],
                // What was kept by this consent is erased by who follows.
                Events = !given && AspectOf(purpose) is { } aspect ? [DinerOutboxMessage.Of(dinerId, aspect, said.At)] : [],
            };
        }, cancellationToken);
        return diner!.Consents.Single(consent => consent.Purpose == purpose);
    }

    /// <summary>Makes sure that a diner agrees to a purpose: one point read.</summary>
    /// <exception cref="ProblemException">409: the diner does not, or is leaving.</exception>
    public async Task RequireAsync(string dinerId, ConsentPurpose purpose, CancellationToken cancellationToken)
    {
        var diner = await profiles.FindAsync(dinerId, cancellationToken);
        if (diner is { EraseAt: not null })
            throw DinerProfiles.Leaving();
        if (diner?.Allows(purpose) != true)
            throw Needed(purpose);
    }

    /// <summary>What a diner ever said, the latest first: one query in the diner's partition.</summary>
    /// <param name="dinerId">Whose.</param>
    /// <param name="after">The id of the last one of the page before; null for the first page.</param>
    /// <param name="limit">The most to give.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal Task<IReadOnlyList<ConsentChangeDocument>> ListAsync(
        string dinerId, string? after, int limit, CancellationToken cancellationToken) =>
        store.ListAsync<ConsentChangeDocument>(dinerId, ConsentChangeDocument.Prefix, after, limit, cancellationToken);

    /// <summary>The purpose in the route.</summary>
    /// <exception cref="ProblemException">404: there is no such purpose.</exception>
    public static ConsentPurpose Read(HttpRequest request)
    {
        var word = (string)request.RouteValues["purpose"]!;
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
        {
            if (word == Word(purpose))
                return purpose;
        }

        throw NotFound();
    }

    /// <summary>A purpose as it stands in a route.</summary>
    internal static string Word(ConsentPurpose purpose) => purpose.ToString().ToLowerInvariant();

    /// <summary>409: it is only done for who agreed to its purpose.</summary>
    internal static ProblemException Needed(ConsentPurpose purpose) =>
        new(StatusCodes.Status409Conflict, "consent-needed", "You have not agreed to this.",
            $"Agree first: PUT /diners/me/consents/{Word(purpose)}.");

    private static DinerAspect? AspectOf(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.History => DinerAspect.History,
        ConsentPurpose.Notifications => DinerAspect.Channels,
        _ => null,
    };

    /// <summary>404: there is no such purpose.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("purpose");
}
