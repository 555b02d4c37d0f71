namespace QNom.Local.Host;

/// <summary>The app or its settings cannot run here; the message names the function or the setting and says why.</summary>
public sealed class FunctionHostException(string message) : Exception(message);
