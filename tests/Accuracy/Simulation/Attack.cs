using QNom.Simulation;

namespace QNom.Accuracy.Simulation;

/// <summary>What one attacker with fifty accounts does to one stall on one day.</summary>
/// <param name="Name">For people.</param>
/// <param name="OverMinutes">All fifty report within this time.</param>
/// <param name="Networks">From so many networks, and devices.</param>
/// <param name="Timed">They claim timed visits.</param>
/// <param name="Minutes">What they say, from what is shown.</param>
internal sealed record Attack(string Name, double OverMinutes, int Networks, bool Timed, Func<Shown, double> Minutes)
{
    public const int Accounts = 50;

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("burst, an hour, one room", 3, 3, false, _ => 60),
        new("burst, an hour", 3, Accounts, false, _ => 60),
        new("burst, an hour, timed", 3, Accounts, true, _ => 60),
        new("burst, no wait", 3, Accounts, false, _ => 0),
        new("burst, no wait, timed", 3, Accounts, true, _ => 0),
        new("burst, just believable", 5, Accounts, false, shown => shown.High + 2),
        new("drip, an hour", 100, Accounts, true, _ => 60),
        new("drip, no wait", 100, Accounts, false, _ => 0),
        new("drip, just believable", 100, Accounts, false, shown => shown.High),
        new("drip, just believable, timed", 100, Accounts, true, shown => shown.High),
    ];

    public IEnumerable<Happening> Reports(Dice dice, double start)
    {
        for (var account = 0; account < Accounts; account++)
        {
            var time = start + OverMinutes * account / Accounts;
            var mark = 5000 + (uint)(account % Networks);
            var teller = new Teller(Voice.Diner, 3_000_000 + (ulong)account, mark, mark);
            yield return new Happening(time, dice.NextId(), teller, shown =>
            {
                var minutes = Math.Clamp(Math.Round(Minutes(shown)), 0, 180);
                return Timed ? new Said(time - minutes, minutes, Timed: true) : new Said(time, minutes);
            }, Hostile: true);
        }
    }
}
