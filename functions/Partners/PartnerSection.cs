using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.OpenApi;

namespace QNom.Partners;

/// <summary>What the API document says of partners.</summary>
internal static class PartnerSection
{
    private const string Venue = "maxwell-food-centre-chicken-rice";
    private const string Id = "4bf92f3577b34da6";
    private const string KeyId = "a3ce929d0e0e4736";
    private const string SensorId = "00f067aa0ba902b7";
    private const string PersonId = "q3l0Hk0m1Vw5s8nJYb2xTg";

    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static readonly Parameter PartnerId = Parameter.Id("partnerId", "The partner.", Id);
    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", Venue);

    private static readonly Header Location = new("Location", "Where it can be read.", $"/api/v1/partners/{Id}", Always: true);

    private static readonly ProblemException[] OfKeys =
        [Problems.Invalid("Idempotency-Key", "is missing"), FirstAnswers.KeyReused(), FirstAnswers.StillRunning()];

    public static ApiSection Section { get; } = new(
        "Partners", "Businesses with their stalls, members, sensors and API keys, kept by operators.",
    [
        new Endpoint(nameof(PartnerFunctions.CreatePartner), "Create a partner")
        {
            Parameters = [Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new PartnerBody("Tian Tian Pte Ltd")),
            Answer = Answer.Uncached(201, "It is there.", Content.Written(View with { Venues = [], Members = [], Sensors = [] }), Location),
            Problems = OfKeys,
        },
        new Endpoint(nameof(PartnerFunctions.ListPartners), "Partners, by page")
        {
            Parameters = [Parameter.PageLimit(PartnerFunctions.UsualLimit, PartnerFunctions.MostAtOnce), Parameter.PageCursor],
            Answer = Answer.Uncached(200, "A page.", Content.Written(new PartnerPage([new PartnerSummary(Id, View.Name, Morning)])),
                Header.NextPage($"/api/v1/partners?limit=1&cursor={PartnerFunctions.CursorAfter(Id)}")),
            Problems = [Problems.Invalid("limit", $"must be a whole number from 1 to {PartnerFunctions.MostAtOnce}")],
        },
        new Endpoint(nameof(PartnerFunctions.GetPartner), "A partner")
        {
            Parameters = [PartnerId],
            Answer = Answer.Uncached(200, "The partner.", Content.Written(View)),
        },
        new Endpoint(nameof(PartnerFunctions.GiveVenue), "Let a partner act for a venue")
        {
            Parameters = [PartnerId, VenueId],
            Answer = Answer.Uncached(200, "The partner after it.", Content.Written(View)),
            Problems = [Onboarding.NotFound(), Problems.NotFound("venue"), Onboarding.TooMany("venues", Partner.MostPlaces)],
        },
        new Endpoint(nameof(PartnerFunctions.TakeVenue), "Take a venue from a partner")
        {
            Parameters = [PartnerId, VenueId],
            Answer = Answer.Uncached(200, "The partner after it.", Content.Written(View with { Venues = [], Sensors = [] })),
            Problems = [Onboarding.NotFound(), Problems.NotFound("venue"), Onboarding.SensorsLeft()],
        },
        new Endpoint(nameof(PartnerFunctions.PutPlan), "Say by whose rates a partner pays")
        {
            Parameters = [PartnerId],
            Body = Content.Read(new PlanBody(Payments.Ledger.Plan.Restaurant.Name)),
            Answer = Answer.Uncached(200, "The partner after it.", Content.Written(View with { Plan = Payments.Ledger.Plan.Restaurant.Name })),
            Problems = [Onboarding.NotFound(), Problems.Invalid("/plan", "must be one of hawker, restaurant, pioneer")],
        },
        new Endpoint(nameof(PartnerFunctions.AddMember), "Let a person act for a partner")
        {
            Parameters = [PartnerId],
            Body = Content.Read(new MemberBody("auth0|5f7c8ec7c33c6c004bbafe82")),
            Answer = Answer.Uncached(200, "The member.", Content.Written(View.Members[0])),
            Problems = [Problems.Invalid("/subject", "must not be empty"), Onboarding.TooMany("members", Partner.MostMembers)],
        },
        new Endpoint(nameof(PartnerFunctions.RemoveMember), "Remove a member")
        {
            Parameters =
            [
                PartnerId,
                new Parameter("path", "memberId", "The member.", new JsonObject { ["type"] = "string", ["pattern"] = MemberId.Pattern }, PersonId),
            ],
            Answer = new Answer(204, "The person is no member.", null),
        },
        new Endpoint(nameof(KeyFunctions.RegisterSensor), "Register a sensor")
        {
            Parameters = [PartnerId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new SensorBody(Venue, "Above the till")),
            Answer = Answer.Uncached(201, "It is registered.", Content.Written(View.Sensors[0]), Location),
            Problems = [.. OfKeys, SensorRegistry.NotOfPartner("/venueId"), Onboarding.TooMany("sensors", Partner.MostPlaces)],
        },
        new Endpoint(nameof(KeyFunctions.RemoveSensor), "Remove a sensor")
        {
            Parameters = [PartnerId, Parameter.Id("sensorId", "The sensor.", SensorId)],
            Answer = new Answer(204, "There is no such sensor any more.", null),
        },
        new Endpoint(nameof(KeyFunctions.IssueKey), "Issue an API key")
        {
            Parameters = [PartnerId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new KeyBody(KeyUse.Server, Venues: [Venue], Label: "Till", ExpiresAt: Morning.AddYears(1))),
            Answer = Answer.Uncached(201, "The key, which is shown this once.", Content.Written(Issued), Location),
            Problems = [.. OfKeys, SensorRegistry.NotOfPartner("/venues"), Onboarding.TooMany("keys", Partner.MostKeys)],
        },
        new Endpoint(nameof(KeyFunctions.ListKeys), "The API keys of a partner")
        {
            Parameters = [PartnerId],
            Answer = Answer.Uncached(200, "The keys.", Content.Written(new KeyList([Issued.Details]))),
        },
        new Endpoint(nameof(KeyFunctions.RevokeKey), "Revoke an API key")
        {
            Parameters = [PartnerId, Parameter.Id("keyId", "The key's id.", KeyId)],
            Answer = new Answer(204, "It is revoked.", null),
        },
    ]);

    private static PartnerView View => new(
        Id, "Tian Tian Pte Ltd", Morning, [Venue], [new Member(PersonId, Morning)],
        [new RegisteredSensor(SensorId, Venue, "Above the till", Morning)]);

    private static IssuedKey Issued => new(
        // No secret: a key that ends in 43 times the same letter.
        ApiKeySecret.Write(Id, KeyId, new string('x', 43)),
        new KeyView(KeyId, KeyUse.Server, [Venue], [], "Till", Morning, Morning.AddYears(1), null, new DateOnly(2026, 11, 25)));
}
