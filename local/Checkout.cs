namespace QNom.Local;

/// <summary>The folder that holds QNom.sln, above wherever this program was built to.</summary>
public static class Checkout
{
    /// <summary>The absolute path of the checkout.</summary>
    /// <exception cref="InvalidOperationException">The program does not stand inside a checkout of QNom.</exception>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "QNom.sln")))
                return folder.FullName;

        throw new InvalidOperationException(
            $"QNom's local cloud runs from a checkout: there is no QNom.sln above {start}.");
    }
}
