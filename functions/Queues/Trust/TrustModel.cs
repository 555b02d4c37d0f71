namespace QNom.Queues.Trust;

/// <summary>The constants of trust. They were chosen with the simulation (docs/waits.md), which is flat around them.</summary>
public static class TrustModel
{
    /// <summary>So many reporters' standings are remembered at a venue.</summary>
    public const int RemembersReporters = 48;

    /// <summary>So many reports are remembered until they are settled.</summary>
    public const int RemembersReports = 20;

    /// <summary>So many of these places may be taken by reports that were held back: a burst drives nobody else out.</summary>
    public const int RemembersHeld = 10;

    /// <summary>After this time a report is compared with what is believed in hindsight, in minutes.</summary>
    public const double SettledAfter = 20;

    /// <summary>A standing remembers so many reports; half of it is forgotten in <see cref="HalfLifeDays"/>.</summary>
    public const double Memory = 8;

    /// <summary>See <see cref="Memory"/>.</summary>
    public const double HalfLifeDays = 30;

    /// <summary>A reporter is known from so many settled reports on.</summary>
    public const double KnownFrom = 2.5;

    /// <summary>The error that somebody is expected to have of whom nothing is known: 0 is right, 1 is far off.</summary>
    public const double PriorError = 0.35;

    /// <summary>Being wrong counts so much more than being right: trust is lost faster than it is won.</summary>
    public const double WrongCounts = 1.5;

    /// <summary>How far off counts as wholly wrong, on the scale of x: a guess, and a timed visit.</summary>
    public const double GuessScale = 0.4, VisitScale = 0.3;

    /// <summary>Nobody counts for more than so many average reporters.</summary>
    public const double LargestWeight = 1.25;

    /// <summary>A report that is outvoted and has less than this left is held back.</summary>
    public const double LeastWeight = 0.03;

    /// <summary>
    /// A known reporter of this weight does not count at all; from there to <see cref="DoubtfulBelow"/> it rises to what it is.
    /// </summary>
    public const double OftenWrongBelow = 0.35;

    /// <summary>See <see cref="OftenWrongBelow"/>.</summary>
    public const double DoubtfulBelow = 0.5;

    /// <summary>Nobody below this weight has a voice when others vote on a report.</summary>
    public const double VoiceFrom = 0.4;

    /// <summary>What a newcomer counts at a venue with many known reporters; where there are none, newcomers count 1.</summary>
    public const double NewcomerWeight = 0.05;

    /// <summary>So many newcomers count in <see cref="NewcomersMinutes"/> where some reporters are known.</summary>
    public const double NewcomersTogether = 1;

    /// <summary>The same where nobody is.</summary>
    public const double NewcomersAtFirst = 20;

    /// <summary>From so many known reporters on it is <see cref="NewcomersTogether"/>.</summary>
    public const double SomeKnown = 4;

    /// <summary>See <see cref="NewcomersTogether"/>.</summary>
    public const double NewcomersMinutes = 10;

    /// <summary>With so many known reporters a venue leans on them by half.</summary>
    public const double HalfOnKnown = 1.5;

    /// <summary>Reports from one network, or one device, are seen together for so long, in minutes.</summary>
    public const double SameOriginMinutes = 30;

    /// <summary>Reports speak of the same wait if their times are so close, in minutes.</summary>
    public const double SameTimeMinutes = 15;

    /// <summary>Who is ahead by this share of all votes has won; between that and as much behind the outcome is gradual.</summary>
    public const double ClearMajority = 0.25;

    /// <summary>They agree if they are so close, on the scale of x: 5 minutes at a wait of 10.</summary>
    public const double AgreesWithin = 0.2;

    /// <summary>A report contradicts from so many half widths of the 80% interval on.</summary>
    public const double ContradictsFrom = 1.5;

    /// <summary>The same for a newcomer where there are many known reporters.</summary>
    public const double NewcomerContradictsFrom = 0.6;

    /// <summary>What the venue's history counts against a contradiction, where it is long.</summary>
    public const double HistoryVote = 0.6;

    /// <summary>History counts half of that after so many timed visits.</summary>
    public const double HalfHistory = 20;
}
