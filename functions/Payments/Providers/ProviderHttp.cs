namespace QNom.Payments.Providers;

/// <summary>How providers are reached.</summary>
internal static class ProviderHttp
{
    // With one repetition it stays under the 30 seconds for which a first answer is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan NamesAreGoodFor = TimeSpan.FromMinutes(5);

    /// <summary>A client for the life of the process.</summary>
    public static HttpClient Create() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = NamesAreGoodFor, AllowAutoRedirect = false }) { Timeout = Patience };
}
