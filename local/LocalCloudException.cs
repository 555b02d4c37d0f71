namespace QNom.Local;

/// <summary>Why the local cloud cannot start or go on, said so that whoever started it can put it right.</summary>
public class LocalCloudException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A port that the local cloud was told to use belongs to somebody else.</summary>
public sealed class PortInUseException(int port, Exception? inner = null)
    : LocalCloudException($"Port {port} is in use.", inner)
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
