using QNom.Diners;
using QNom.Diners.Alerts;
using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Diners;

/// <summary>Alerts from the changed wait to the notification, over the real queues, one step at a time.</summary>
public sealed class AlertTests(DinerDatabase database) : IClassFixture<DinerDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Noon on a Monday is in it.
    private static readonly AlertRule Lunch = new(15, At("11:45"), At("13:00"), [DayOfWeek.Monday, DayOfWeek.Tuesday]);

    private AlertDesk Desk => database.Get<AlertDesk>();

    [Fact]
    public async Task A_short_wait_is_told_once_an_occasion_however_many_see_it_and_again_on_the_next()
    {
        var (diner, venue, browser) = await DinerAsync();
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        await CheckAsync();
        var short1 = await ReportAsync(venue, 2);
        // Two changes at once, each delivered twice.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.Get<AlertWatch>().ShowAsync(short1, None)));
        var checks = await database.TakeAsync(AlertCheck.Queue);
        Assert.Equal(4, checks.Count);
        await Task.WhenAll(checks.Concat(checks).Select(CheckAsync));
        await DeliverTwiceAsync();
        var told = Assert.Single(database.Browsers.To(browser));
        Assert.StartsWith($"Laksa: about {short1.Status.Wait!.Likely} min", told.Title, StringComparison.Ordinal);

        // Later in the same hour nothing more is even looked at.
        database.Time.Advance(TimeSpan.FromMinutes(20));
        await database.Get<AlertWatch>().ShowAsync(await ReportAsync(venue, 1), None);
        Assert.Empty(await database.TakeAsync(AlertCheck.Queue));

        database.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(20));
        await database.Get<AlertWatch>().ShowAsync(await ReportAsync(venue, 2), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Equal(2, database.Browsers.To(browser).Select(one => one.Name).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_told_of_long_waits_of_late_news_or_outside_of_the_days_and_hours()
    {
        var (diner, venue, browser) = await DinerAsync();
        var other = new AlertRule(15, At("12:30"), At("13:00"));
        await Desk.CreateAsync(diner, new NewAlert(venue, other), None);
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { Days = [DayOfWeek.Sunday] }), None);
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = 1 }), None);
        await CheckAsync();
        await database.Get<AlertWatch>().ShowAsync(await ReportAsync(venue, 3), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Empty(database.Browsers.To(browser));

        // In time, but the wait has become long before anyone looked.
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        var late = new AlertCheck(AlertCheck.CurrentSchema, diner, (await Desk.ListAsync(diner, None)).Alerts[0].AlertId, venue, false);
        for (var i = 0; i < 6; i++)
            await ReportAsync(venue, 60);
        await CheckAsync();
        await database.Get<AlertChecker>().CheckAsync(late, None);
        await DeliverTwiceAsync();
        Assert.Empty(database.Browsers.To(browser));
    }

    [Fact]
    public async Task A_wait_that_is_short_already_is_told_when_an_alert_begins_and_when_it_is_made()
    {
        var (diner, venue, browser) = await DinerAsync();
        await ReportAsync(venue, 2);
        await Desk.CreateAsync(diner, new NewAlert(venue, new AlertRule(15, At("12:05"), At("13:00"))), None);
        await CheckAsync();
        await database.Get<AlertWatch>().BeginAsync(None);
        Assert.Empty(await database.TakeAsync(AlertCheck.Queue));

        database.Time.Advance(TimeSpan.FromMinutes(5));
        await database.Get<AlertWatch>().BeginAsync(None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Single(database.Browsers.To(browser));

        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = 20 }), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Equal(2, database.Browsers.To(browser).Count);
    }

    [Fact]
    public async Task What_fails_is_sent_when_it_comes_again_what_is_gone_is_removed_and_what_is_late_is_dropped()
    {
        var (diner, venue, browser) = await DinerAsync();
        await database.Get<ChannelDesk>().UseEmailAsync(diner, $"{diner}@example.com", None);
        await database.Get<ChannelDesk>().AddPushAsync(diner, Subscription("https://push.example.net/gone/" + diner), None);
        await ReportAsync(venue, 2);
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        await CheckAsync();
        var due = await database.TakeAsync(NotificationDue.Queue);
        Assert.Equal(3, due.Count);
        // Neither who nor where is on the queue.
        Assert.All(due, message => Assert.DoesNotContain("example", message, StringComparison.Ordinal));

        database.Browsers.Answer = address => address.Contains("gone", StringComparison.Ordinal) ? SendResult.Gone : null;
        var failures = 0;
        foreach (var message in due)
            failures += await Record.ExceptionAsync(() => DeliverAsync(message)) is HttpRequestException ? 1 : 0;
        Assert.Equal(1, failures);
        database.Browsers.Answer = _ => SendResult.Sent;
        foreach (var message in due)
            await DeliverAsync(message);
        Assert.Single(database.Browsers.To(browser));
        Assert.Single(database.Mailboxes.To($"{diner}@example.com"));
        Assert.Equal([ChannelKind.Email, ChannelKind.Push], (await database.Get<ChannelDesk>().ReadAsync(diner, None)).Channels.Select(channel => channel.Kind));

        var later = QueueMessages.Read<NotificationDue>(due[0]) with { NoticeId = "notice:another" };
        database.Time.Advance(TimeSpan.FromMinutes(10));
        await database.Get<NotificationDelivery>().DeliverAsync(later, None);
        Assert.Single(database.Mailboxes.To($"{diner}@example.com"));
    }

    [Fact]
    public async Task Without_consent_nothing_is_made_or_told_and_channels_are_erased()
    {
        var (diner, venue, browser) = await DinerAsync();
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        await CheckAsync();
        var withdrawn = await SayAsync(diner, false);
        await database.Get<AlertWatch>().ShowAsync(await ReportAsync(venue, 2), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Empty(database.Browsers.To(browser));
        Assert.Equal("consent-needed", (await Assert.ThrowsAsync<ProblemException>(
            () => Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = 9 }), None))).Code);
        Assert.Equal("consent-needed", (await Assert.ThrowsAsync<ProblemException>(
            () => database.Get<ChannelDesk>().UseEmailAsync(diner, "mei@example.com", None))).Code);

        await database.Get<ConsentFollower>().FollowAsync(
            new DinerChanged(DinerChanged.CurrentSchema, diner, DinerAspect.Channels, withdrawn.At), None);
        Assert.Empty((await database.Get<ChannelDesk>().ReadAsync(diner, None)).Channels);
    }

    [Fact]
    public async Task An_alert_is_changed_as_it_was_seen_tells_anew_and_once_deleted_stands_nowhere()
    {
        var (diner, venue, browser) = await DinerAsync();
        await ReportAsync(venue, 2);
        var alert = await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        Assert.Equal(alert.AlertId, (await Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { Days = [DayOfWeek.Tuesday, DayOfWeek.Monday] }), None)).AlertId);
        await CheckAsync();
        Assert.Equal(412, (await Assert.ThrowsAsync<ProblemException>(
            () => Desk.ChangeAsync(diner, alert.AlertId, Lunch, DinerDatabase.Tag("\"7-x\""), None))).Status);
        var changed = await Desk.ChangeAsync(diner, alert.AlertId, Lunch with { Until = At("14:00") }, DinerDatabase.Tag("\"1-x\""), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Equal((2, 2), (changed.Revision, database.Browsers.To(browser).Count));

        Assert.Single(await database.DocumentsAsync(DinerStore.Declaration, AlertEntryDocument.PartitionOf(venue)));
        await Desk.DeleteAsync(diner, alert.AlertId, None);
        await Desk.DeleteAsync(diner, alert.AlertId, None);
        await CheckAsync();
        Assert.Empty(await database.DocumentsAsync(DinerStore.Declaration, AlertEntryDocument.PartitionOf(venue)));
    }

    [Fact]
    public async Task Who_leaves_is_told_nothing_and_takes_alerts_along_at_venues_too()
    {
        var (diner, venue, browser) = await DinerAsync();
        await Desk.CreateAsync(diner, new NewAlert(venue, Lunch), None);
        await CheckAsync();
        await database.Get<Departure>().BeginAsync(diner, None);
        await database.Get<AlertWatch>().ShowAsync(await ReportAsync(venue, 2), None);
        await CheckAsync();
        await DeliverTwiceAsync();
        Assert.Empty(database.Browsers.To(browser));
        await Assert.ThrowsAsync<ProblemException>(() => Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = 9 }), None));

        database.Time.Advance(TimeSpan.FromDays(35));
        await database.Get<Departure>().EraseDueAsync(None);
        Assert.Empty(await database.DocumentsAsync(DinerStore.Declaration, AlertEntryDocument.PartitionOf(venue)));
        Assert.Empty(await database.DocumentsAsync(DinerStore.Declaration, diner));
    }

    [Fact]
    public async Task A_diner_has_at_most_20_alerts_and_10_channels()
    {
        var (diner, venue, browser) = await DinerAsync();
        for (var minutes = 1; minutes <= AlertsDocument.Most; minutes++)
            await Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = minutes }), None);
        Assert.Equal("too-many-alerts", (await Assert.ThrowsAsync<ProblemException>(
            () => Desk.CreateAsync(diner, new NewAlert(venue, Lunch with { UnderMinutes = 100 }), None))).Code);
        await database.TakeAsync(AlertCheck.Queue);

        for (var i = 0; i < ChannelsDocument.Most; i++)
            await database.Get<ChannelDesk>().AddPushAsync(diner, Subscription($"https://push.example.net/{i}/{diner}"), None);
        var channels = await database.Get<ChannelDesk>().FindAsync(diner, None);
        Assert.Equal(ChannelsDocument.Most, channels.Count);
        Assert.DoesNotContain(channels, channel => channel.Address == browser);
    }

    private static ClockTime At(string text) => ClockTime.Read(text)!.Value;

    private static PushSubscriptionBody Subscription(string endpoint) => new(endpoint, new PushKeys(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg"));

    // Someone who agreed to be told, and has a browser, at noon on a Monday.
    private async Task<(string Diner, string Venue, string Browser)> DinerAsync()
    {
        var noon = new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
        while (noon < database.Time.GetUtcNow())
            noon += TimeSpan.FromDays(7);
        database.Time.SetUtcNow(noon);
        await database.TakeAsync(AlertCheck.Queue);
        await database.TakeAsync(NotificationDue.Queue);
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await SayAsync(diner, true);
        var browser = $"https://push.example.net/{diner}";
        await database.Get<ChannelDesk>().AddPushAsync(diner, Subscription(browser), None);
        return (diner, venue, browser);
    }

    private Task<Consent> SayAsync(string diner, bool given) =>
        database.Get<ConsentDesk>().SayAsync(diner, ConsentPurpose.Notifications, given, None);

    // What is shown after someone waited so long.
    private async Task<QueueChanged> ReportAsync(string venue, int minutes)
    {
        var now = database.Time.GetUtcNow();
        await database.Get<ReportConsumer>().ConsumeAsync(
            new ReportMessage(
                ReportMessage.CurrentSchema, Guid.NewGuid().ToString(), venue, DinerDatabase.NewDiner(), now, now, FromDevice: false,
                JoinedAt: now.AddMinutes(-minutes), ServedAt: now), None);
        return new QueueChanged(
            QueueChanged.CurrentSchema, venue, 1, (await database.Get<QueueReader>().FindAsync(venue, None))!);
    }

    private async Task CheckAsync()
    {
        foreach (var message in await database.TakeAsync(AlertCheck.Queue))
            await CheckAsync(message);
    }

    private Task CheckAsync(string message) =>
        database.Get<AlertChecker>().CheckAsync(QueueMessages.Read<AlertCheck>(message), None);

    // As a queue does it at its worst.
    private async Task DeliverTwiceAsync()
    {
        foreach (var message in await database.TakeAsync(NotificationDue.Queue))
        {
            await DeliverAsync(message);
            await DeliverAsync(message);
        }
    }

    private Task DeliverAsync(string message) =>
        database.Get<NotificationDelivery>().DeliverAsync(QueueMessages.Read<NotificationDue>(message), None);
}
