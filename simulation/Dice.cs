namespace QNom.Simulation;

/// <summary>Chance, repeatable.</summary>
public sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Dice of its own for one of many: in whatever order they are asked, each says the same.</summary>
    public static Dice Of(int seed, int number) => new(unchecked(seed * 486_187_739 + number * 16_777_619));

    /// <summary>From 0 to less than 1.</summary>
    public double Next() => random.NextDouble();

    /// <summary>A whole number from 0 to less than a limit.</summary>
    public int Next(int below) => random.Next(below);

    /// <summary>Evenly from low to less than high.</summary>
    public double Between(double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability) => random.NextDouble() < probability;

    /// <summary>Exponentially distributed.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A factor around 1.</summary>
    public double Factor(double sigma) => Math.Exp(sigma * Normal());

    /// <summary>A rank from 0, of which low ones are frequent (Zipf with exponent 1, continuous): few people report a lot.</summary>
    public int Rank(int count) => Math.Min(count - 1, (int)Math.Pow(count + 1, random.NextDouble()) - 1);

    /// <summary>An id.</summary>
    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
