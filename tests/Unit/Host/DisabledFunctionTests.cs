using Microsoft.Extensions.Configuration;
using QNom.Local.Host.Configuration;

namespace QNom.Tests.Unit.Host;

public sealed class DisabledFunctionTests
{
    [Theory]
    [InlineData("AzureWebJobs.ShowWait.Disabled", "true", true)]
    [InlineData("AzureWebJobs.ShowWait.Disabled", "True", true)]
    [InlineData("AzureWebJobs.ShowWait.Disabled", "1", true)]
    [InlineData("AzureWebJobs.ShowWait.Disabled", "false", false)]
    [InlineData("AzureWebJobs.ShowWait.Disabled", "", false)]
    [InlineData("AzureWebJobs:ShowWait:Disabled", "true", true)]
    [InlineData("AzureWebJobs.CountReport.Disabled", "true", false)]
    public void A_function_is_switched_off_by_its_own_setting(string setting, string value, bool disabled)
    {
        var settings = new Settings(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value }).Build());

        Assert.Equal(disabled, settings.IsDisabled("ShowWait"));
    }
}
