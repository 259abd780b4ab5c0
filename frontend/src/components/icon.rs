//! The icons: line drawings in the colour of the text beside them. Decoration only, so hidden from
//! screen readers; the words stand beside them.

use yew::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Mark,
    Card,
    Check,
    Building,
    Half,
    Warning,
    Clock,
    Cross,
    Question,
    Share,
    Print,
    Save,
    Copy,
    Camera,
    File,
    Link,
    Eye,
    Plus,
    Back,
    Search,
    Info,
    Lock,
    Person,
    Edit,
    Trash,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => "M2 18h26M4 18C7 7 23 7 26 18M9.500 18v-6M15 18V9.600M20.500 18v-6",
            Self::Card => "M6 5h12a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3ZM3 10h18M7 15h4",
            Self::Check => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.500l2.700 2.700L16 9.800",
            Self::Building => "M3 21h18M5 21V9l7-5 7 5v12M9 21v-6h6v6",
            Self::Half => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18M15 4v16M18 6v12M20.300 9v6",
            Self::Warning => "M12 3 2.500 20h19L12 3ZM12 10v4M12 17.200v.1",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.500 2",
            Self::Cross => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.500 8.500l7 7M15.500 8.500l-7 7",
            Self::Question => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .9-1 1.700M12 17v.1"
            }
            Self::Share => "M12 15V4M8 8l4-4 4 4M5 13v6h14v-6",
            Self::Print => "M7 8V3h10v5M7 17H4v-7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v7h-3M7 14h10v7H7v-7Z",
            Self::Save => "M12 4v11M8 11l4 4 4-4M5 15v4h14v-4",
            Self::Copy => "M9 9h11v11H9V9ZM15 9V4H4v11h5",
            Self::Camera => "M4 8h3l2-3h6l2 3h3v11H4V8ZM12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
            Self::File => "M6 3h8l4 4v14H6V3ZM14 3v4h4M9 12h6M9 16h6",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700L12 17"
            }
            Self::Eye => "M2 12s3.500-7 10-7 10 7 10 7-3.500 7-10 7-10-7-10-7ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM20 20l-4-4",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 8v.1",
            Self::Lock => "M5 11h14v10H5V11ZM8 11V8a4 4 0 0 1 8 0v3",
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 21c.5-4.500 3.500-7 8-7s7.500 2.500 8 7",
            Self::Edit => "M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct IconProps {
    pub name: IconName,
    /// Width in CSS pixels.
    #[prop_or(20)]
    pub size: u16,
}

#[component]
pub fn Icon(props: &IconProps) -> Html {
    let (view, height) = match props.name {
        IconName::Mark => ("0 0 30 22", props.size * 22 / 30),
        _ => ("0 0 24 24", props.size),
    };
    html! {
        <svg width={props.size.to_string()} height={height.to_string()} viewBox={view}
            fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"
            stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d={props.name.path()} />
        </svg>
    }
}
