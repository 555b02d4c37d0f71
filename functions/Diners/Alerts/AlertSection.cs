using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues.Hours;

namespace QNom.Diners.Alerts;

/// <summary>What the API document says of alerts and channels.</summary>
internal static class AlertSection
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 1, 2, 3, TimeSpan.Zero);

    private static readonly AlertRule Lunch = new(
        10, ClockTime.Read("11:45")!.Value, ClockTime.Read("13:00")!.Value,
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);

    // The point and the secret of RFC 8291, section 5.
    private static readonly PushSubscriptionBody Subscription = new(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        new PushKeys("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg"));

    private static readonly Parameter AlertId = Parameter.Id("alertId", "The alert.", "0f4b1c1b2a3d4e5f8899aabbccddeeff");

    private static readonly ProblemException NoConsent = ConsentDesk.Needed(ConsentPurpose.Notifications);

    private static readonly ProblemException BadRule = Problems.Invalid("/underMinutes", "must be 1 to 180");

    /// <summary>An example of an alert.</summary>
    public static Alert Example { get; } = new("0f4b1c1b2a3d4e5f8899aabbccddeeff", "maxwell-food-centre-chicken-rice", Lunch, Morning, 1);

    public static ApiSection Section { get; } = new(
        "Alerts", "\"Tell me when the wait at X is under 10 minutes between 11:45 and 13:00.\" Told once a day, in a browser or by e-mail.",
    [
        new Endpoint(nameof(AlertFunctions.ListAlerts), "Your alerts")
        {
            Answer = Answer.Uncached(200, "The latest first.", Content.Written(new AlertList([Example]))),
        },
        new Endpoint(nameof(AlertFunctions.CreateAlert), "Make an alert")
        {
            Body = Content.Read(new NewAlert(Example.VenueId, Lunch)),
            Answer = Answer.Uncached(201, "The alert.", Content.Written(Example),
                new Header("Location", "Where it is.", $"/api/v1/diners/me/alerts/{Example.AlertId}", Always: true)),
            Problems =
            [
                Problems.Invalid("/when/underMinutes", "must be 1 to 180"), Problems.NotFound("venue"), NoConsent, AlertDesk.TooMany(),
                DinerProfiles.Leaving(),
            ],
        },
        new Endpoint(nameof(AlertFunctions.GetAlert), "One of your alerts")
        {
            Parameters = [AlertId],
            Answer = Answer.Read("The alert.", Content.Written(Example), TimeSpan.Zero),
        },
        new Endpoint(nameof(AlertFunctions.PutAlert), "Change an alert")
        {
            Parameters = [AlertId, Parameter.IfMatch],
            Body = Content.Read(Lunch),
            Answer = Answer.Read("The alert as it is now.", Content.Written(Example), TimeSpan.Zero) with { Conditional = false },
            Problems = [BadRule, Problems.IfMatchNeeded(), Problems.Stale()],
        },
        new Endpoint(nameof(AlertFunctions.DeleteAlert), "Delete an alert")
        {
            Parameters = [AlertId],
            Answer = new Answer(204, "There is none.", null),
        },
        new Endpoint(nameof(ChannelFunctions.ListChannels), "How you are told")
        {
            Answer = Answer.Uncached(200, "The latest first.", Content.Written(new ChannelList(
                "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs",
                [new ChannelView("9d1e0c5a7b3f4e2d8c6a5b4f3e2d1c0b", ChannelKind.Push, "push.example.net", Morning)]))),
        },
        new Endpoint(nameof(ChannelFunctions.AddPushChannel), "Be told in this browser")
        {
            Body = Content.Read(Subscription),
            Answer = Answer.Uncached(201, "The channel.", Content.Written(
                new ChannelView("9d1e0c5a7b3f4e2d8c6a5b4f3e2d1c0b", ChannelKind.Push, "push.example.net", Morning))),
            Problems =
            [
                Problems.Invalid("/endpoint", "must be an address of a push service: https, a public name without a port, at most 1000 characters"),
                NoConsent, DinerProfiles.Leaving(),
            ],
        },
        new Endpoint(nameof(ChannelFunctions.UseEmailChannel), "Be told by e-mail")
        {
            Answer = Answer.Uncached(200, "The channel.", Content.Written(new ChannelView("email", ChannelKind.Email, "mei@example.com", Morning))),
            Problems = [ChannelDesk.NoAddress(), NoConsent, DinerProfiles.Leaving()],
        },
        new Endpoint(nameof(ChannelFunctions.RemoveChannel), "Be told no more on a channel")
        {
            Parameters = [Parameter.Id("channelId", "The channel.", "email")],
            Answer = new Answer(204, "There is none.", null),
        },
    ]);
}
