using System.Text;
using System.Text.Json.Nodes;
using QNom.Tests.Venues;
using QNom.Venues;
using QNom.Venues.Import;

namespace QNom.Tests.Unit.Venues;

public sealed class HawkerCentreFileTests
{
    public static TheoryData<int> Breakages => [.. Enumerable.Range(0, NeaFile.Breakages.Count)];

    [Fact]
    public void A_row_becomes_facts_with_a_tidy_name_and_address_and_a_rounded_place()
    {
        var json = NeaFile.Make(1);
        json.Features()[0]!.Properties()["NAME"] = "  Maxwell   Food Centre (Kim Hua Market) ";

        var file = HawkerCentreFile.Read(json.Bytes());

        Assert.Empty(file.Rejected);
        Assert.Equal(
            new SiteFacts("Maxwell Food Centre (Kim Hua Market)", "011000", "1A Made-Up Street 0",
                new GeoPoint(103.65, 1.25), 0, "Existing"),
            Assert.Single(file.Centres));
    }

    [Fact]
    public void Every_right_row_is_accepted_in_the_order_of_the_file()
    {
        var file = HawkerCentreFile.Read(NeaFile.Make(129).Bytes());

        Assert.Empty(file.Rejected);
        Assert.Equal(Enumerable.Range(0, 129).Select(i => $"Made-up Centre {i}"), file.Centres.Select(c => c.Name));
    }

    [Theory]
    [MemberData(nameof(Breakages))]
    public void A_wrong_row_is_reported_with_its_place_and_reason_and_stops_no_other(int breakage)
    {
        var (_, destroy, at, reason) = NeaFile.Breakages[breakage];
        var json = NeaFile.Make(5);
        destroy(json.Features()[3]!.AsObject());

        var file = HawkerCentreFile.Read(json.Bytes());

        var rejected = Assert.Single(file.Rejected);
        Assert.Equal(3, rejected.Index);
        Assert.Equal(new Flaw("/features/3" + at, reason), Assert.Single(rejected.Flaws));
        Assert.Equal(4, file.Centres.Count);
    }

    [Fact]
    public void The_twenty_breakages_are_twenty_different_ones() => Assert.Equal(
        20, NeaFile.Breakages.Select(b => b.Kind).Distinct().Count());

    [Fact]
    public void Everything_that_is_wrong_with_a_row_is_told_at_once()
    {
        var json = NeaFile.Make(1);
        var row = json.Features()[0]!.Properties();
        row["ADDRESSPOSTALCODE"] = "74";
        row["STATUS"] = null;
        row["NUMBER_OF_COOKED_FOOD_STALLS"] = 501;

        var rejected = Assert.Single(HawkerCentreFile.Read(json.Bytes()).Rejected);

        Assert.Equal("Made-up Centre 0", rejected.Name);
        Assert.Equal(
            [
                "/features/0/properties/ADDRESSPOSTALCODE", "/features/0/properties/STATUS",
                "/features/0/properties/NUMBER_OF_COOKED_FOOD_STALLS",
            ],
            rejected.Flaws.Select(flaw => flaw.At));
    }

    [Fact]
    public void A_row_whose_earlier_twin_was_rejected_is_no_repetition()
    {
        var json = NeaFile.Make(3);
        json.Features()[0]!.Properties()["STATUS"] = "Haunted";
        json.Features()[2]!.Properties()["NAME"] = "made-up CENTRE 0";

        var file = HawkerCentreFile.Read(json.Bytes());

        Assert.Equal([0], file.Rejected.Select(row => row.Index));
        Assert.Equal(2, file.Centres.Count);
    }

    [Fact]
    public void A_row_that_repeats_an_OBJECTID_is_a_repetition_under_whatever_name()
    {
        var json = NeaFile.Make(3);
        json.Features()[2]!.Properties()["OBJECTID"] = 1001;

        var flaw = Assert.Single(Assert.Single(HawkerCentreFile.Read(json.Bytes()).Rejected).Flaws);

        Assert.Equal(new Flaw("/features/2/properties/OBJECTID", "repeats row 1"), flaw);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"Topology"}""")]
    public void What_is_no_feature_is_one_rejected_row(string feature)
    {
        var json = NeaFile.Make(2);
        json.Features()[1] = JsonNode.Parse(feature);

        var file = HawkerCentreFile.Read(json.Bytes());

        Assert.Equal(new Flaw("/features/1", "must be a GeoJSON feature"), Assert.Single(Assert.Single(file.Rejected).Flaws));
        Assert.Single(file.Centres);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text_and_stops_no_other_row()
    {
        var text = NeaFile.Make(2).ToJsonString().Replace("Made-up Centre 1", "\\ud800 Centre", StringComparison.Ordinal);

        var file = HawkerCentreFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(new Flaw("/features/1/properties/NAME", "must be text"), Assert.Single(Assert.Single(file.Rejected).Flaws));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,postal_code")]
    [InlineData("<kml/>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"FeatureCollection"}""")]
    [InlineData("""{"type":"FeatureCollection","features":{}}""")]
    [InlineData("""{"type":"Feature","features":[]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[]} {}""")]
    public void A_file_that_is_no_feature_collection_is_one_error(string text) =>
        Assert.Throws<NotGeoJsonException>(() => HawkerCentreFile.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_syntax_error_is_told_by_line_and_byte()
    {
        var error = Assert.Throws<NotGeoJsonException>(() => HawkerCentreFile.Read("{\n  \"type\": oops"u8));

        Assert.Equal("The file is not JSON: line 2, byte 11.", error.Message);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_one_error() =>
        Assert.Throws<NotGeoJsonException>(() => HawkerCentreFile.Read([0x7B, 0xFF, 0xFE, 0x7D]));

    [Fact]
    public void A_byte_order_mark_and_an_empty_collection_are_no_error()
    {
        var file = HawkerCentreFile.Read([0xEF, 0xBB, 0xBF, .. """{"features":[],"type":"FeatureCollection"}"""u8]);

        Assert.Empty(file.Centres);
        Assert.Empty(file.Rejected);
    }

    [Fact]
    public async Task A_stream_is_read_to_its_end_however_small_its_pieces()
    {
        var file = await HawkerCentreFile.ReadAsync(new Trickle(NeaFile.Make(20).Bytes()), CancellationToken.None);

        Assert.Equal(20, file.Centres.Count);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_one_error_and_is_not_read_on()
    {
        var endless = new Endless();

        await Assert.ThrowsAsync<NotGeoJsonException>(() => HawkerCentreFile.ReadAsync(endless, CancellationToken.None));
        Assert.InRange(endless.Given, HawkerCentreFile.MaxBytes, HawkerCentreFile.MaxBytes + 200_000);
    }

    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
