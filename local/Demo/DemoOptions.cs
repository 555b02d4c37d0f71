namespace QNom.Local.Demo;

/// <summary>What the simulated lunch is to be.</summary>
/// <param name="Speed">
/// Minutes of the lunch in one real minute, 1 to 60. Faster than life, timed visits are left out: the API's clock is the real
/// one, so nobody could say honestly when they joined.
/// </param>
/// <param name="Seed">The same seed, the same lunches.</param>
/// <param name="Centres">At how many hawker centres, 1 to 20: the biggest.</param>
public sealed record DemoOptions(double Speed = 1, int Seed = 1, int Centres = 14)
{
    /// <summary>The fastest: what one machine with two cores keeps up with.</summary>
    public const double MostSpeed = 60;
}
