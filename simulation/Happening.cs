namespace QNom.Simulation;

/// <summary>Something that is told, as it reaches us.</summary>
/// <param name="Known">When it arrives, in minutes from 11:00.</param>
/// <param name="Id">Of the report.</param>
/// <param name="Teller">Who tells it.</param>
/// <param name="Says">What, from what is shown at that time: some attackers look first.</param>
/// <param name="Hostile">Whether it is meant to harm.</param>
public sealed record Happening(double Known, Guid Id, Teller Teller, Func<Shown, Said> Says, bool Hostile = false);

/// <summary>What is said.</summary>
/// <param name="At">Of which time, in minutes from 11:00.</param>
/// <param name="Minutes">The wait.</param>
/// <param name="People">People ahead.</param>
/// <param name="Timed">Whether it was measured.</param>
public readonly record struct Said(double At, double? Minutes, int? People = null, bool Timed = false);

/// <summary>What is shown of a wait, in minutes.</summary>
/// <param name="Likely">The wait.</param>
/// <param name="High">The upper end of its range.</param>
public readonly record struct Shown(double Likely, double High);
