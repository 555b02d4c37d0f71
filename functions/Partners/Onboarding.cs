using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Venues;

namespace QNom.Partners;

/// <summary>Partners, their venues and their members, as operators keep them.</summary>
public sealed class Onboarding(PartnerStore store, VenueStore venues, Pseudonyms pseudonyms, TimeProvider time)
{
    // A membership is changed by two operators at once hardly ever.
    private const int Attempts = 10;

    /// <summary>Creates a partner.</summary>
    public async Task<PartnerView> CreateAsync(PartnerBody body, Effect effect, CancellationToken cancellationToken)
    {
        var partner = new Partner { PartnerId = PartnerIds.Of(effect), Name = body.Name, CreatedAt = time.GetUtcNow() };
        await store.CreateAsync(partner, cancellationToken);
        return await ReadAsync(partner.PartnerId, cancellationToken);
    }

    /// <summary>A partner.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task<PartnerView> ReadAsync(string partnerId, CancellationToken cancellationToken) =>
        PartnerView.Of((await store.FindAsync(partnerId, cancellationToken))?.Document ?? throw NotFound());

    /// <summary>Lets a partner act for a venue. Several may: a stall's owner and the food court it stands in.</summary>
    /// <exception cref="ProblemException">404 for an unknown partner or venue, 409 when there are too many.</exception>
    public async Task<PartnerView> GiveVenueAsync(string partnerId, string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
        _ = await store.FindAsync(partnerId, cancellationToken) ?? throw NotFound();
        // The index first: who is in it and does not say so itself does not act for the venue.
        await JoinAsync(Membership.PartitionOfVenue(venueId), partnerId, "partners of a venue", cancellationToken);
        return await ChangeAsync(partnerId, (partner, _) => partner.Venues.Contains(venueId)
            ? null
            : new PartnerChange(
                partner with { Venues = Full("venues", Partner.MostPlaces, [.. partner.Venues.Append(venueId).Order()]) }, []),
            cancellationToken);
    }

    /// <summary>Ends that a partner acts for a venue: its keys lose the venue, and the sensors there are removed first.</summary>
    /// <exception cref="ProblemException">404 for an unknown partner, 409 while sensors of the partner count there.</exception>
    public async Task<PartnerView> TakeVenueAsync(string partnerId, string venueId, CancellationToken cancellationToken)
    {
        var view = await ChangeAsync(partnerId, (partner, keys) =>
        {
            if (!partner.Venues.Contains(venueId))
                return null;
            if (partner.Sensors.Any(sensor => sensor.VenueId == venueId))
                throw SensorsLeft();
            return new PartnerChange(
                partner with { Venues = [.. partner.Venues.Where(venue => venue != venueId)] },
                [.. keys.Where(key => key.Venues.Contains(venueId))
                    .Select(key => key with { Venues = [.. key.Venues.Where(venue => venue != venueId)] })]);
        }, cancellationToken);
        await LeaveAsync(Membership.PartitionOfVenue(venueId), partnerId, cancellationToken);
        return view;
    }

    /// <summary>Says by whose rates a partner pays. What was begun before keeps its terms.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public Task<PartnerView> SetPlanAsync(string partnerId, string plan, CancellationToken cancellationToken) =>
        ChangeAsync(
            partnerId, (partner, _) => partner.Plan == plan ? null : new PartnerChange(partner with { Plan = plan }, []), cancellationToken);

    /// <summary>Lets a person act for a partner.</summary>
    /// <exception cref="ProblemException">404 for an unknown partner, 409 when there are too many.</exception>
    public async Task<Member> AddMemberAsync(string partnerId, string subject, CancellationToken cancellationToken)
    {
        var memberId = pseudonyms.Of(new Caller(subject, Roles.OfTokens));
        _ = await store.FindAsync(partnerId, cancellationToken) ?? throw NotFound();
        // The index first: who is in it and not in the partner's document is no member.
        await JoinAsync(Membership.PartitionOf(memberId), partnerId, "partners of a member", cancellationToken);
        var view = await ChangeAsync(partnerId, (partner, _) => partner.Members.Any(member => member.MemberId == memberId)
            ? null
            : new PartnerChange(
                partner with
                {
                    Members = Full("members", Partner.MostMembers, [.. partner.Members.Append(new Member(memberId, time.GetUtcNow()))]),
                },
                []), cancellationToken);
        return view.Members.Single(member => member.MemberId == memberId);
    }

    /// <summary>Ends that a person acts for a partner, at once.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task RemoveMemberAsync(string partnerId, string memberId, CancellationToken cancellationToken)
    {
        await ChangeAsync(partnerId, (partner, _) => new PartnerChange(
            partner with { Members = [.. partner.Members.Where(member => member.MemberId != memberId)] }, []), cancellationToken);
        await LeaveAsync(Membership.PartitionOf(memberId), partnerId, cancellationToken);
    }

    /// <summary>
    /// The venues of the partners that someone is a member of: one point read, and one more per partner, so that what is
    /// changed holds at once.
    /// </summary>
    public async Task<IReadOnlySet<string>> VenuesOfAsync(string memberId, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var partner in PartnersOfAsync(memberId, cancellationToken))
            found.UnionWith(partner.Venues);
        return found;
    }

    /// <summary>The partner for which someone acts at a venue: as many point reads as for the venues. Null if there is none.</summary>
    public async Task<string?> PartnerAtAsync(string memberId, string venueId, CancellationToken cancellationToken)
    {
        await foreach (var partner in PartnersOfAsync(memberId, cancellationToken))
        {
            if (partner.Venues.Contains(venueId))
                return partner.PartnerId;
        }

        return null;
    }

    /// <summary>The ids of the partners that someone acts for: as many point reads.</summary>
    public async Task<IReadOnlySet<string>> PartnerIdsOfAsync(string memberId, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var partner in PartnersOfAsync(memberId, cancellationToken))
            found.Add(partner.PartnerId);
        return found;
    }

    /// <summary>The ids of the partners that act for a venue: one point read, and one more per partner.</summary>
    public async Task<IReadOnlyList<string>> PartnersAtAsync(string venueId, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await foreach (var partner in ReadAllAsync(Membership.PartitionOfVenue(venueId), cancellationToken))
        {
            if (partner.Venues.Contains(venueId))
                found.Add(partner.PartnerId);
        }

        return found;
    }

    private async IAsyncEnumerable<Partner> PartnersOfAsync(
        string memberId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var partner in ReadAllAsync(Membership.PartitionOf(memberId), cancellationToken))
        {
            if (partner.Members.Any(member => member.MemberId == memberId))
                yield return partner;
        }
    }

    private async IAsyncEnumerable<Partner> ReadAllAsync(
        string partition, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partnerId in (await store.FindMembershipAsync(partition, cancellationToken))?.Document.Partners ?? [])
        {
            if ((await store.FindAsync(partnerId, cancellationToken))?.Document is { } partner)
                yield return partner;
        }
    }

    /// <summary>404: there is no such partner.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("partner");

    /// <summary>409: there is no room for more.</summary>
    internal static ProblemException TooMany(string what, int most) =>
        new(Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict, "too-many", "There is no room for more.", $"There may be {most} {what}.");

    /// <summary>409: sensors of the partner count at the venue.</summary>
    internal static ProblemException SensorsLeft() =>
        new(Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict, "sensors-left", "Sensors of the partner count at this venue.", "Remove them first.");

    /// <summary>Checks that a list has not outgrown its limit.</summary>
    internal static IReadOnlyList<T> Full<T>(string what, int most, IReadOnlyList<T> list) =>
        list.Count <= most ? list : throw TooMany(what, most);

    private async Task<PartnerView> ChangeAsync(
        string partnerId, Func<Partner, IReadOnlyList<ApiKeyDocument>, PartnerChange?> change, CancellationToken cancellationToken) =>
        PartnerView.Of(await store.ChangeAsync(partnerId, change, cancellationToken) ?? throw NotFound());

    private Task JoinAsync(string partition, string partnerId, string what, CancellationToken cancellationToken) =>
        ChangeMembershipAsync(partition, partners => partners.Contains(partnerId)
            ? partners
            : Full(what, Membership.MostPartners, [.. partners.Append(partnerId)]), cancellationToken);

    private Task LeaveAsync(string partition, string partnerId, CancellationToken cancellationToken) =>
        ChangeMembershipAsync(partition, partners => [.. partners.Where(partner => partner != partnerId)], cancellationToken);

    private async Task ChangeMembershipAsync(
        string partition, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.FindMembershipAsync(partition, cancellationToken);
            var before = stored?.Document.Partners ?? [];
            var after = change(before);
            if (after.SequenceEqual(before))
                return;
            var membership = new Membership(Membership.DocumentId, partition, Membership.CurrentSchema, after);
            if (await store.TrySaveAsync(membership, stored?.ETag, cancellationToken))
                return;
        }

        throw new TimeoutException($"A membership changed under each of {Attempts} attempts.");
    }
}
