using System.Diagnostics;
using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;
using QNom.Platform.Telemetry;
using QNom.Queues;

namespace QNom.Tests.Unit.Telemetry;

public sealed class MessageTraceTests : IDisposable
{
    private static readonly ReportMessage Message = new(
        ReportMessage.CurrentSchema, "id", "stall", "\"traceparent\":\"00-11111111111111111111111111111111-2222222222222222-01\" said someone",
        new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero), WaitMinutes: 15);

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == Spans.SourceName,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public MessageTraceTests() => ActivitySource.AddActivityListener(listener);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void A_message_carries_the_trace_of_whoever_wrote_it_and_is_read_all_the_same()
    {
        using var span = Spans.Source.StartActivity("writer")!;
        var text = JsonSerializer.Serialize(Message, Json.Strict);

        Assert.Equal(span.Id, MessageTrace.Find(text));
        Assert.Equal(Message, QueueMessages.Read<ReportMessage>(text));
    }

    [Fact]
    public void What_somebody_wrote_into_a_message_is_not_taken_for_its_trace()
    {
        Activity.Current = null;
        var text = JsonSerializer.Serialize(Message, Json.Strict);

        Assert.Contains("said someone", text, StringComparison.Ordinal);
        Assert.Null(MessageTrace.Find(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"traceparent\":\"")]
    [InlineData("{\"traceparent\":\"00-short\"}")]
    [InlineData("{\"traceparent\":\"no trace at all, but as long as one would be: 55 characters\"}")]
    public void What_is_no_trace_begins_a_new_one(string text) => Assert.Equal(default, Spans.Parse(MessageTrace.Find(text)));

    [Fact]
    public void What_goes_on_with_a_trace_is_a_part_of_it()
    {
        using var first = Spans.Source.StartActivity("first")!;
        var carried = Spans.ToCarry;
        first.Stop();
        using var second = Spans.GoOn("second", ActivityKind.Consumer, carried)!;

        Assert.Equal((first.TraceId, first.SpanId), (second.TraceId, second.ParentSpanId));
    }
}
