using System.Text.Json;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Truths;

namespace QNom.Tests.Unit.Queues;

public class VenueAccuracyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_truth_is_held_against_what_was_shown_when_the_wait_began()
    {
        var accuracy = new VenueAccuracy().With(Status(10, 6, 18), Noon).With(Status(30, 20, 45), Noon.AddMinutes(5));

        var figures = Figures(accuracy.WithTruth(Noon.AddMinutes(4), 13).WithTruth(Noon.AddMinutes(6), 50));

        Assert.Equal(new AccuracyFigures(2, 11.5, 0.5, 0.5, -11.5, 0.7, 0.5), figures.All);
        Assert.Equal(figures.All, figures.Recent);
    }

    [Fact]
    public void Where_nothing_was_shown_there_is_nothing_to_compare()
    {
        var accuracy = new VenueAccuracy().With(Status(10, 6, 18), Noon).With(StatusView.Unknown("stall"), Noon.AddMinutes(10));

        Assert.Null(Figures(accuracy.WithTruth(Noon.AddMinutes(-1), 10)).All);
        Assert.Null(Figures(accuracy.WithTruth(Noon.AddMinutes(11), 10)).All);
        Assert.NotNull(Figures(accuracy.WithTruth(Noon, 10)).All);
        // What was shown as live ended by itself.
        Assert.Null(Figures(new VenueAccuracy().With(Status(10, 6, 18), Noon).WithTruth(Noon.AddMinutes(30), 10)).All);
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_survives_being_stored()
    {
        var accuracy = new VenueAccuracy();
        for (var i = 0; i < 500; i++)
            accuracy = accuracy.With(Status(11 + (i % 60), i % 50, i % 90), Noon.AddMinutes(i)).WithTruth(Noon.AddMinutes(i), (i * 7) % 70 + 0.3);
        var json = JsonSerializer.SerializeToUtf8Bytes(accuracy);
        var copy = JsonSerializer.Deserialize<VenueAccuracy>(json)!;

        Assert.InRange(json.Length, 800, 1024);
        Assert.Equal(Figures(accuracy), Figures(copy));
        Assert.Equal((500, 50), (Figures(copy).All!.N, Figures(copy).Recent!.N));
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(copy));
        Assert.Equal(accuracy.Shown, copy.Shown);
    }

    [Fact]
    public void A_state_of_another_version_is_refused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<VenueAccuracy>("\"Ag==\""));

    private static QueueAccuracy Figures(VenueAccuracy accuracy) => QueueAccuracy.Of(new QueueHead { VenueId = "stall", Accuracy = accuracy });

    private static QueueStatus Status(int likely, int low, int high) => StatusView.Unknown("stall") with
    {
        State = VenueState.Open,
        Wait = new WaitRange(likely, low, high),
        Confidence = 0.7,
        ValidUntil = Noon + EstimatorModel.LiveFor + TimeSpan.FromHours(likely > 10 ? 24 : 0),
    };
}
