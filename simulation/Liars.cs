namespace QNom.Simulation;

/// <summary>
/// Those among the crowd who mean harm to a stall, 20 accounts of each kind: random liars, always high, always low,
/// colluders who agree on a lie, and sleepers who were honest until the judged days.
/// </summary>
public sealed class Liars(Dice dice, ulong stall, Diners diners)
{
    private const int Accounts = 20;

    private enum Kind
    {
        Random,
        High,
        Low,
        Colluder,
        Sleeper,
    }

    /// <summary>A hostile report in place of an honest one; half of them claim a timed visit.</summary>
    public Happening Report(StallDay day, double time, bool awake)
    {
        var kind = (Kind)dice.Next(5);
        var rank = dice.Rank(Accounts);
        var account = (stall << 32) + 2_000_000 + (ulong)kind * 1000 + (ulong)rank;
        // Colluders sit in one room; the others hide better.
        var network = kind == Kind.Colluder ? 300 + (uint)rank % 3 : 1000 + (uint)dice.Next(1000);
        var teller = new Teller(Voice.Diner, account, network, (uint)account);
        if (kind == Kind.Sleeper && !awake)
            return diners.Guess(day, time) with { Teller = teller, Hostile = true };

        var timed = dice.Happens(0.5);
        var (low, high) = (dice.Between(0, 3), dice.Between(15, 40));
        var chosen = dice.Between(0, 60);
        // All colluders say the same for half an hour.
        var agreed = (int)(time / 30) % 2 == 0 ? 35.0 : 2.0;
        return new Happening(time, dice.NextId(), teller, shown =>
        {
            var minutes = Math.Round(kind switch
            {
                Kind.High => shown.Likely + high,
                Kind.Low => low,
                Kind.Random => chosen,
                Kind.Colluder => agreed,
                _ => shown.Likely + (dice.Happens(0.5) ? 12 : -8),
            });
            minutes = Math.Clamp(minutes, 0, 180);
            return timed ? new Said(time - minutes, minutes, Timed: true) : new Said(time, minutes);
        }, Hostile: true);
    }
}
