namespace QNom.Tests.Integration.Venues;

/// <summary>Files in the shape of the National Environment Agency's list of closures.</summary>
internal static class ClosureFiles
{
    /// <summary>The columns that are read, in the agency's order.</summary>
    public const string Header =
        "serial_no,name,q1_cleaningstartdate,q1_cleaningenddate,remarks_q1,q2_cleaningstartdate,q2_cleaningenddate,remarks_q2,"
        + "q3_cleaningstartdate,q3_cleaningenddate,remarks_q3,q4_cleaningstartdate,q4_cleaningenddate,remarks_q4,"
        + "other_works_startdate,other_works_enddate,remarks_other_works,address_myenv";

    /// <summary>A file of one centre, whose first cleaning lasts from one day to another.</summary>
    public static string Row(string name, string postalCode, string from, string to) =>
        $"{Header}\n{Line(name, postalCode, from, to)}\n";

    /// <summary>The line of a centre.</summary>
    public static string Line(string name, string postalCode, string from, string to) =>
        $"1,\"{name}\",{from},{to},nil,NA,NA,nil,TBC,TBC,nil,,,nil,NA,NA,NA,\"1, Some Street, Singapore {postalCode}\"";
}
