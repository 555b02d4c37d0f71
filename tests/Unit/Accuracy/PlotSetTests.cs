using System.Xml.Linq;
using QNom.Accuracy;
using QNom.Accuracy.Plots;

namespace QNom.Tests.Unit.Accuracy;

public class PlotSetTests
{
    [Fact]
    public void Every_plot_is_well_formed_and_shows_something()
    {
        var judged = Replay.Run(RecordedDays.Create(20, 6), new Period(RecordedDays.First, DateTime.MaxValue));
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            PlotSet.Write(folder.FullName, judged, judged);

            var plots = folder.GetFiles("*.svg");
            Assert.Equal(4, plots.Length);
            Assert.All(plots, plot =>
            {
                var svg = XDocument.Load(plot.FullName);
                Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "polyline");
                Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
