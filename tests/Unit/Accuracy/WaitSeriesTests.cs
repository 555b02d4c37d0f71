using System.IO.Compression;
using QNom.Accuracy;

namespace QNom.Tests.Unit.Accuracy;

public class WaitSeriesTests
{
    private const string Header = "park_date,wait_datetime,wait_minutes_actual,wait_minutes_posted";

    [Fact]
    public void Rows_are_read_in_order_of_time_whatever_their_order_in_the_file()
    {
        var series = Read("2020-01-02,2020-01-02 10:00:00,,25", "2020-01-02,2020-01-02 09:30:05,17,", "2020-01-02,2020-01-02 11:00:00,,-998");

        Assert.Equal(
            [
                new WaitRow(new DateTime(2020, 1, 2, 9, 30, 5), 17, null),
                new WaitRow(new DateTime(2020, 1, 2, 10, 0, 0), null, 25),
                new WaitRow(new DateTime(2020, 1, 2, 11, 0, 0), null, -998),
            ],
            series.Rows);
    }

    [Fact]
    public void Impossible_waits_are_left_out_and_counted()
    {
        var series = Read("2020-01-02,2020-01-02 10:00:00,-92918,", "2020-01-02,2020-01-02 10:00:00,90387,", "2020-01-02,2020-01-02 10:00:00,,");

        Assert.Empty(series.Rows);
        Assert.Equal(2, series.LeftOut);
    }

    [Theory]
    [InlineData("2020-01-02,2020-01-02 10:00:00,17")]
    [InlineData("2020-01-02,yesterday,17,")]
    [InlineData("2020-01-02,2020-01-02 10:00:00,many,")]
    [InlineData("2020-01-02,2020-01-02 10:00:00,1,2,3")]
    public void A_line_of_another_form_is_refused_by_number(string line) =>
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_may_be_compressed_and_is_called_by_its_name()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "noodles.csv.gz");
            using (var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionMode.Compress)))
                writer.Write($"{Header}\r\n2020-01-02,2020-01-02 10:00:00,17,\r\n");

            var series = WaitSeries.Read(Assert.Single(WaitSeries.FilesIn(folder.FullName)));

            Assert.Equal("noodles", series.Name);
            Assert.Equal(17, Assert.Single(series.Rows).Actual);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WaitSeries Read(params string[] lines) =>
        WaitSeries.Read("test", new StringReader(string.Join('\n', [Header, .. lines])));
}
