namespace QNom.Local;

/// <summary>Small secrets of the local cloud, each in a file that only its owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>The file's text; made on first use.</summary>
    public static string ReadOrCreate(string file, Func<string> create)
    {
        if (File.Exists(file))
            return File.ReadAllText(file);

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        // Written aside and moved, so that a start that is killed leaves no half secret.
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var text = create();
        var draft = file + ".draft";
        using (var writer = new StreamWriter(draft, options))
            writer.Write(text);
        File.Move(draft, file, overwrite: true);
        return text;
    }
}
