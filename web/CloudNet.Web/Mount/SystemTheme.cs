using System.Text;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CloudNet.Web.Mount;

/// <summary>
/// Writes the theme's colours into the document. The dark ones are put behind a media query, so that the page follows the
/// system from its first paint, without a script and also where there is no live connection (the sign-in page).
/// </summary>
public sealed class SystemTheme : MudThemeProvider
{
    /// <summary>Whether what is written counts only while the system is dark.</summary>
    [Parameter] public bool WhileSystemIsDark { get; set; }

    /// <inheritdoc/>
    protected override void GenerateTheme(StringBuilder themeStringBuilder)
    {
        if (WhileSystemIsDark) themeStringBuilder.AppendLine("@media (prefers-color-scheme: dark) {");
        base.GenerateTheme(themeStringBuilder);
        if (WhileSystemIsDark) themeStringBuilder.AppendLine("}");
    }
}
