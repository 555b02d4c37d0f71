using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;
using QNom.Queues;

namespace QNom.Tests.Unit.Platform;

public class QueueMessagesTests
{
    private static readonly ReportMessage Message = new(
        ReportMessage.CurrentSchema, "id", "stall", "someone", new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero),
        new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero), WaitMinutes: 15);

    [Fact]
    public void What_was_written_is_read() =>
        Assert.Equal(Message, QueueMessages.Read<ReportMessage>(JsonSerializer.Serialize(Message, Json.Strict)));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schema":"queue-report-accepted/3"}""")]
    [InlineData("""{"schema":"queue-report-accepted/3","reportId":"id","venueId":"stall","reporter":"someone","receivedAt":"yesterday"}""")]
    [InlineData("""{"schema":"queue-report-accepted/1","reportId":"id","venueId":"stall","reporter":"someone","receivedAt":"2026-11-25T04:00:00Z","observedAt":"2026-11-25T04:00:00Z"}""")]
    [InlineData("""{"schema":"queue-report-accepted/3","reportId":"id","venueId":"stall","reporter":"someone","receivedAt":"2026-11-25T04:00:00Z","observedAt":"2026-11-25T04:00:00Z","more":1}""")]
    public void What_is_not_of_this_version_is_refused_so_that_the_host_sets_it_aside(string text) =>
        Assert.Throws<InvalidDataException>(() => QueueMessages.Read<ReportMessage>(text));

    [Fact]
    public void A_refusal_never_quotes_the_message()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            QueueMessages.Read<ReportMessage>("""{"schema":"queue-report-accepted/3","reportId":"id","venueId":"stall","reporter":"secret","receivedAt":"canary"}"""));

        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }
}
