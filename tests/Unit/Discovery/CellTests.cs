using QNom.Discovery;
using QNom.Venues;

namespace QNom.Tests.Unit.Discovery;

public sealed class CellTests
{
    [Fact]
    public void A_cell_is_named_by_its_geohash()
    {
        // The geohash of Maxwell Food Centre is w21z6sb…; 6 is 00110, of which the first three bits are 1.
        Assert.Equal("w21z.1", Cell.Of(new GeoPoint(103.84475, 1.28033)));
    }

    [Fact]
    public void Whatever_the_circle_at_most_9_cells_are_touched_and_hold_all_of_it()
    {
        var random = new Random(3);
        var most = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var centre = new GeoPoint(
                GeoPoint.West + (random.NextDouble() * (GeoPoint.East - GeoPoint.West)),
                GeoPoint.South + (random.NextDouble() * (GeoPoint.North - GeoPoint.South)));
            var radius = 50 + (random.NextDouble() * (Cell.LargestRadius - 50));
            var cells = Cell.Cover(centre, radius);
            most = Math.Max(most, cells.Count);
            Assert.Equal(cells.Count, cells.Distinct().Count());

            var box = Box.Around(centre, radius);
            var place = new GeoPoint(
                box.West + (random.NextDouble() * (box.East - box.West)), box.South + (random.NextDouble() * (box.North - box.South)));
            if (Distance.Metres(centre, place) <= radius)
                Assert.Contains(Cell.Of(place), cells);
        }

        Assert.InRange(most, 4, Cell.MostTouched);
    }

    [Fact]
    public void The_box_of_a_circle_holds_all_of_it()
    {
        var centre = new GeoPoint(103.85, 1.3);
        var box = Box.Around(centre, 5000);
        for (var angle = 0.0; angle < 2 * Math.PI; angle += 0.001)
        {
            // A place just within the circle in each direction.
            var far = 4999.9 / Distance.MetresPerDegree;
            var place = new GeoPoint(
                centre.Longitude + (far * Math.Sin(angle) / Math.Cos(centre.Latitude * Math.PI / 180)), centre.Latitude + (far * Math.Cos(angle)));
            Assert.True(Distance.Metres(centre, place) > 5000 || box.Holds(place));
        }
    }

    [Theory]
    // By hand: a degree of latitude is 6,371.0088 km times pi / 180.
    [InlineData(103.8, 1.2, 103.8, 1.3, 11_119.508)]
    [InlineData(103.8, 1.3, 103.8, 1.3, 0)]
    // A degree of longitude at 1.3 degrees north is shorter by cos(1.3 degrees) = 0.99974261.
    [InlineData(103.8, 1.3, 103.9, 1.3, 11_116.646)]
    public void Distances_are_those_of_the_sphere(double lon1, double lat1, double lon2, double lat2, double metres) =>
        Assert.Equal(metres, Distance.Metres(new GeoPoint(lon1, lat1), new GeoPoint(lon2, lat2)), 2);
}
