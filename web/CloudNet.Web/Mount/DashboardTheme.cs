using MudBlazor;

namespace CloudNet.Web.Mount;

/// <summary>The dashboard's colours and type, light and dark. Green, amber and red are kept for what was measured.</summary>
public static class DashboardTheme
{
    private static readonly string[] Font = ["Inter", "system-ui", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f5bd0", Secondary = "#5b6475", Background = "#f6f7f9", BackgroundGray = "#eef0f4", Surface = "#ffffff",
            TextPrimary = "#1a2030", TextSecondary = "#5b6475", ActionDefault = "#5b6475",
            DrawerBackground = "#ffffff", DrawerText = "#3a4356", DrawerIcon = "#5b6475", AppbarBackground = "#ffffff", AppbarText = "#1a2030",
            LinesDefault = "#e2e5eb", LinesInputs = "#b9c0cc", TableLines = "#e8eaef", TableHover = "#f6f7f9", Divider = "#e2e5eb",
            Success = "#137a4b", Warning = "#9a5b00", Error = "#c22f3d",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb0ff", PrimaryContrastText = "#0e1420", Secondary = "#9aa4b6", Background = "#0f131b", BackgroundGray = "#1e2430",
            Surface = "#171c26", TextPrimary = "#e6e9f0", TextSecondary = "#9aa4b6", ActionDefault = "#9aa4b6",
            DrawerBackground = "#131822", DrawerText = "#c5ccd9", DrawerIcon = "#9aa4b6", AppbarBackground = "#131822", AppbarText = "#e6e9f0",
            LinesDefault = "#2a3140", LinesInputs = "#465064", TableLines = "#232a37", TableHover = "#1b212d", Divider = "#2a3140",
            Success = "#4cc38a", Warning = "#e5a33b", Error = "#ff7a85", ErrorContrastText = "#1b0d0f",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "0.9375rem", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "0.9375rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = "0.875rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "0.875rem", FontWeight = "550", LetterSpacing = "normal", TextTransform = "none" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Font, LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Font, LetterSpacing = "normal" },
        },
    };
}
