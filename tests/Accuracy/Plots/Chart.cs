using System.Globalization;
using System.Net;
using System.Text;

namespace QNom.Accuracy.Plots;

/// <summary>A line or an area between two lines.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Color">Any SVG colour.</param>
/// <param name="Points">x, y; for an area the lower edge.</param>
/// <param name="Upper">For an area the upper edge's y; else null.</param>
/// <param name="Dots">Dots instead of a line.</param>
internal sealed record Trace(
    string Name, string Color, IReadOnlyList<(double X, double Y)> Points, IReadOnlyList<double>? Upper = null, bool Dots = false);

/// <summary>A chart with two axes, as SVG.</summary>
internal sealed class Chart(string title, string xLabel, string yLabel, (double Min, double Max) x, (double Min, double Max) y)
{
    private const double Width = 760;
    private const double Height = 420;
    private const double Left = 60;
    private const double Right = 20;
    private const double Top = 40;
    private const double Bottom = 50;
    private const int Ticks = 6;

    private readonly List<Trace> traces = [];

    /// <summary>What stands at the ticks of the x axis.</summary>
    public Func<double, string> XTick { get; init; } = value => Text(value);

    public Chart With(Trace trace)
    {
        traces.Add(trace);
        return this;
    }

    public void Save(string file) => File.WriteAllText(file, ToString());

    public override string ToString()
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/><text x=\"{Left}\" y=\"20\" font-size=\"15\">{Escaped(title)}</text>");
        Axes(svg);
        for (var i = 0; i < traces.Count; i++)
            Draw(svg, traces[i], i);
        return svg.AppendLine("</svg>").ToString();
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private double X(double value) => Left + (value - x.Min) / (x.Max - x.Min) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - (Math.Clamp(value, y.Min, y.Max) - y.Min) / (y.Max - y.Min) * (Height - Top - Bottom);

    private void Axes(StringBuilder svg)
    {
        for (var i = 0; i <= Ticks; i++)
        {
            var (xValue, yValue) = (x.Min + (x.Max - x.Min) * i / Ticks, y.Min + (y.Max - y.Min) * i / Ticks);
            svg.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(yValue):F1}\" y2=\"{Y(yValue):F1}\" stroke=\"#ddd\"/>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(yValue) + 4:F1}\" text-anchor=\"end\">{Text(yValue)}</text>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(xValue):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Escaped(XTick(xValue))}</text>");
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 12}\" text-anchor=\"middle\">{Escaped(xLabel)}</text>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {Height / 2}) rotate(-90)\" text-anchor=\"middle\">{Escaped(yLabel)}</text>");
    }

    private void Draw(StringBuilder svg, Trace trace, int index)
    {
        var path = string.Join(' ', trace.Points.Select(point => Point(point.X, point.Y)));
        if (trace.Upper is { } upper)
        {
            var back = string.Join(' ', trace.Points.Zip(upper, (point, top) => Point(point.X, top)).Reverse());
            svg.AppendLine(CultureInfo.InvariantCulture, $"<polygon points=\"{path} {back}\" fill=\"{trace.Color}\" fill-opacity=\"0.2\"/>");
        }
        else if (trace.Dots)
        {
            foreach (var (px, py) in trace.Points)
                svg.AppendLine(CultureInfo.InvariantCulture, $"<circle cx=\"{X(px):F1}\" cy=\"{Y(py):F1}\" r=\"4\" fill=\"{trace.Color}\"/>");
        }
        else
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{trace.Color}\" stroke-width=\"2\"/>");
        }

        var legend = Left + 10 + index * 170;
        svg.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{legend}\" y=\"{Top - 14}\" width=\"10\" height=\"10\" fill=\"{trace.Color}\"/><text x=\"{legend + 14}\" y=\"{Top - 5}\">{Escaped(trace.Name)}</text>");
    }

    private string Point(double px, double py) => string.Create(CultureInfo.InvariantCulture, $"{X(px):F1},{Y(py):F1}");
}
